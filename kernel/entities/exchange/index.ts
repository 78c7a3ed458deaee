export { csvRecord, harmless, original, readCsv } from './csv.ts'
export { exportColumns, exportCsv, exportJson } from './export.ts'
export { importEntities, importReportSchema, type ImportReport, type RowError } from './import.ts'
export { rowsOfCsv, rowsOfJson, maxRows, type ImportRows } from './rows.ts'
