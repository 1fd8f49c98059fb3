import { StoreError, type StoreKey, storePhrase } from './errors.js';

/** Error codes of PostgreSQL (manual, appendix A) and of Node's network, and our messages for them. */
const BY_CODE: Readonly<Record<string, StoreKey>> = {
  '53100': 'store.diskFull',
  '53200': 'store.busy',
  '53300': 'store.tooManyConnections',
  '25006': 'store.readOnly',
  '28000': 'store.accessDenied',
  '28P01': 'store.accessDenied',
  '42501': 'store.accessDenied',
  '3D000': 'store.noSuchDatabase',
  '40001': 'store.busy',
  '40P01': 'store.busy',
  '55P03': 'store.busy',
  '57014': 'store.busy',
  '58030': 'store.ioError',
  XX001: 'store.corrupt',
  XX002: 'store.corrupt',
  '57P01': 'store.unreachable',
  '57P02': 'store.unreachable',
  '57P03': 'store.unreachable',
  '57P05': 'store.unreachable',
  '25P03': 'store.unreachable',
  ECONNREFUSED: 'store.unreachable',
  ECONNRESET: 'store.unreachable',
  EPIPE: 'store.unreachable',
  ETIMEDOUT: 'store.unreachable',
  EHOSTUNREACH: 'store.unreachable',
  ENETUNREACH: 'store.unreachable',
  ENOTFOUND: 'store.unreachable',
  EAI_AGAIN: 'store.unreachable',
};

/** Messages of `pg` without a code, for connections that ended or failed. */
const CONNECTION_MESSAGES =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Client was closed)/;

/** The SQLSTATE of an error of PostgreSQL, or the code of a failed connection; undefined for other errors. */
export function postgresCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function keyOf(error: unknown): StoreKey | undefined {
  const code = postgresCode(error);
  if (code !== undefined) return code.startsWith('08') ? 'store.unreachable' : BY_CODE[code];
  return error instanceof Error && CONNECTION_MESSAGES.test(error.message) ? 'store.unreachable' : undefined;
}

/** Converts an error of `pg` to one that a person can read; other errors are returned unchanged. */
export function mapPostgresError(error: unknown): unknown {
  const key = keyOf(error);
  if (key === undefined) return error;
  return new StoreError(`the database answered ${postgresCode(error) ?? String(error)}`, storePhrase(key), { cause: error });
}
