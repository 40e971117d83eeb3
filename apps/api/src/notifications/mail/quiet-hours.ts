/**
 * The end of the quiet hours in which `at` lies, or `at` itself, as SQL: by the wall clock of the member's zone. `ns` is
 * the alias of their notification_settings, whose row is missing where nothing was ever chosen.
 */
export function afterQuiet(at: string, ns: string): string {
  const local = `(${at}::timestamptz AT TIME ZONE ${ns}.time_zone)`;
  const hour = `extract(hour FROM ${local})`;
  const end = (days: number) =>
    `(date_trunc('day', ${local}) + make_interval(days => ${days}, hours => ${ns}.quiet_to)) AT TIME ZONE ${ns}.time_zone`;
  return `
  CASE WHEN ${ns}.quiet_from IS NULL OR ${ns}.quiet_to IS NULL OR ${ns}.quiet_from = ${ns}.quiet_to THEN ${at}::timestamptz
    WHEN ${ns}.quiet_from < ${ns}.quiet_to AND ${hour} >= ${ns}.quiet_from AND ${hour} < ${ns}.quiet_to THEN ${end(0)}
    WHEN ${ns}.quiet_from > ${ns}.quiet_to AND ${hour} >= ${ns}.quiet_from THEN ${end(1)}
    WHEN ${ns}.quiet_from > ${ns}.quiet_to AND ${hour} < ${ns}.quiet_to THEN ${end(0)}
    ELSE ${at}::timestamptz END`;
}
