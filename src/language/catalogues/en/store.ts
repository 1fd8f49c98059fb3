/** What the database can't do. */
export default {
  diskFull: 'The disk is full. Nothing was lost: what was under way waits. Please free some space, then try again.',
  readOnly: 'The database can’t be written to. Please check the permissions of its file and folder.',
  corrupt: 'The database is damaged. Please stop the program and restore the last backup.',
  notADatabase: 'This file is not a database. Please check DATABASE_URL.',
  notOurs: '{file} is a database of another program. Please choose another one in DATABASE_URL.',
  busy: 'Another program is using the database just now. Please try again in a moment.',
  cannotOpen: 'The database can’t be opened. Please check that its folder is there and may be written to.',
  ioError: 'The disk did not answer as it should. Please check it, then try again.',
  newerDatabase:
    '{file} was written by a newer version of Mudhif ({version}). Please update the program, or restore a backup from before the update.',
  alreadyRunning: 'Mudhif runs on {file} already. Please stop that process first, or choose another database.',
  notEmpty: '{file} is not empty. Please choose a new database: nothing that is there is written over.',
  copyDamaged: '{file}: the copy is damaged or incomplete. Nothing of it was kept. Please use another one.',
  copyNewer: 'The copy was made by a newer version of Mudhif ({version}). Please update the program first.',
  noWayBack: 'The database is at {newest} already, and there is no way back to {version}. Please restore a backup from before.',
  noSuchMigration: 'There is no migration {version}. “mudhif migrate --status” lists them.',
  unreachable:
    'The database can’t be reached. Nothing was lost. Please try again in a moment; the operator can check that its server runs.',
  accessDenied: 'The database refuses the user or the password, or the user’s rights don’t suffice. Please check DATABASE_URL.',
  noSuchDatabase: 'The database server has no database of this name. Please create it, or check DATABASE_URL.',
  tooManyConnections: 'The database has no free connection just now. Please try again in a moment.',
  identityTaken: 'This account belongs to another member already.',
  organisationExists: 'There is an organisation with this name already: {name}.',
} as const;
