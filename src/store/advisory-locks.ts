/** The first keys of the PostgreSQL advisory locks that Mudhif takes. Advisory locks belong to one database, not to the server. */
export const LOCK = { run: 1_836_409_001, turn: 1_836_409_002 } as const;
