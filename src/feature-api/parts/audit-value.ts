/** A detail of an audit entry: a number, a code or a truth value, never words of people. */
export type AuditValue = string | number | boolean | null;
