import { features } from '../features/index.js';
import type { Database } from '../store/database.js';
import { type OpenOptions, openDatabase as open } from '../store/open.js';

/** Opens the database of an address with the tables of all features. Throws a `SetupError` when it can't be used. */
export function openDatabase(url: string, options: Omit<OpenOptions, 'tables'> = {}): Database {
  return open(url, { ...options, tables: features.tables });
}
