/** Environment and flags of a process that serves with the embedded database. */
export const embeddedMemory: { env: Record<string, string>; flags: string[] }
