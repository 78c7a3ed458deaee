/** Checks that an installation is whole. */
export { verificationSchema, verifyInstallation, type Verification } from './verify-installation.ts'
export {
  mostProblems,
  scopedTo,
  type CheckedHouse,
  type CheckFinding,
  type CheckProblem,
  type CheckScope,
  type InstallationCheck,
} from './check.ts'
