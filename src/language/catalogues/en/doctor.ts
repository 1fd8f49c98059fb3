/** What `mudhif doctor` finds, and how to mend it. */
export default {
  'state.ok': 'ok',
  'state.warning': 'warning',
  'state.wrong': 'wrong',
  'subject.node': 'Node',
  'subject.configuration': 'Configuration',
  'subject.database': 'Database',
  'subject.blobs': 'files of members',
  'subject.clamd': 'virus scanner',
  'subject.links': 'links',
  'subject.redis': 'Redis',
  'subject.web': 'Browser chat',
  'subject.slack': 'Slack',
  'subject.discord': 'Discord',
  'subject.clock': 'Clock',
  'subject.time-zones': 'Time zones',
  'subject.files': 'Files',
  'subject.disk': 'Disk',
  'subject.fonts': 'Fonts',
  summary:
    '{wrong, plural, =0 {Nothing is wrong} one {# thing is wrong} other {# things are wrong}}, {warnings, plural, =0 {no warnings} one {# warning} other {# warnings}}.',

  'node.ok': 'version {version}',
  'node.old': 'version {version} is too old for Mudhif.',
  'node.old-mend': 'Install Node {oldest} or later; the newest version with long-term support is best.',
  'node.unmaintained': 'version {version} works, but gets no security updates any more.',
  'node.unmaintained-mend': 'Install the newest version with long-term support when you can, then install Mudhif again with it.',

  'configuration.ok': 'all settings can be read',
  'configuration.wrong': '{variable} is wrong.',
  'configuration.no-platform': 'no platform has a token, so “mudhif start” would start the demo.',
  'configuration.no-platform-mend':
    'For the browser chat, set ORGANISERS=web:NAME in .env and run “mudhif start --web”. For Slack or Discord, set SLACK_BOT_TOKEN or DISCORD_TOKEN; docs/install-slack.md and docs/install-discord.md name every step.',
  'configuration.no-organiser': 'nobody is named as an organiser.',
  'configuration.no-organiser-mend':
    'Set ORGANISERS in .env, such as slack:U012AB3CD, discord:123456789012345678 or web:amal; “mudhif doctor” checks the spelling.',
  'configuration.no-public-url': 'Slack in HTTP mode needs the address at which Slack reaches this server.',
  'configuration.no-public-url-mend': 'Set HTTP_PUBLIC_URL in .env to the https:// address of your reverse proxy.',
  'expected.database': 'It should be sqlite:PATH, such as sqlite:./data/mudhif.db, or postgres://USER:PASSWORD@HOST/DATABASE.',
  'expected.redis': 'It should be redis://HOST:PORT, or rediss:// with TLS.',
  'expected.slack-mode':
    'Slack also needs SLACK_APP_TOKEN (xapp-…, Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode); docs/install-slack.md says where they are.',
  'expected.url': 'It should be a whole address that begins with https:// or http://.',
  'expected.port': 'It should be a number from 0 to 65535, such as 3000.',
  'expected.time-zone': 'It should be an IANA time zone, such as Asia/Baghdad.',
  'expected.languages': 'It should be en, ar, ckb or some of them, with commas between.',
  'expected.organisers': 'It should be accounts with commas between, each slack:U…, discord:… or web:….',
  'expected.log-level': 'It should be debug, info, warn, error or silent.',
  'expected.s3':
    'It should be the whole address of the store, such as https://s3.example.org, together with S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.',
  'expected.clamd': 'It should be HOST:PORT, or the path of the socket.',
  'expected.upload-max': 'It should be a whole number of megabytes, from 1 to 10.',
  'expected.yes-or-no': 'It should be 1 for yes or 0 for no.',
  'expected.guild': 'It should be the id of the server, which has only digits.',
  'expected.host': 'It should be an address such as 127.0.0.1, ::1 or 0.0.0.0.',
  'expected.smtp': 'It should be smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST.',
  'expected.mail-from': 'It should be an address, or Name <address>, and SMTP_URL doesn’t work without it.',
  'expected.example': 'Compare it with .env.example.',

  'database.ok': '{location} answers and is up to date',
  'database.none': 'there is no database at {file} yet; the first start makes it.',
  'database.pending': '{count, plural, one {# migration is} other {# migrations are}} still to be applied.',
  'database.pending-mend': 'Run “mudhif migrate”, or just start: it does the same.',
  'database.newer': 'a newer version of Mudhif has used this database ({version}).',
  'database.newer-mend': 'Install that newer version of Mudhif, or restore a backup from before.',
  'database.unreachable': 'the database can’t be used.',
  'database.unreachable-mend': 'Check DATABASE_URL and that the server runs. It said: {reason}',

  'blobs.ok': '{count, plural, =0 {nothing is kept yet} one {# file} other {# files}}, {bytes, number} bytes, at {place}',
  'blobs.compared':
    '{count, plural, =0 {nothing is kept yet} one {# file is as it was} other {# files are as they were}}: {bytes, number} bytes, at {place}',
  'blobs.damaged': '{count, plural, one {# file is missing or damaged} other {# files are missing or damaged}}: {hashes}',
  'blobs.damaged-mend':
    'Take them from a backup: “mudhif restore” into an empty database and another DATA_DIR brings the files back; copy the ones named here from its folder blobs.',
  'blobs.orphans': '{count, plural, one {# file that nothing names is} other {# files that nothing names are}} still there.',
  'blobs.orphans-mend': 'Nothing to do: the bot removes them within two hours of the next upload.',
  'blobs.unreachable': 'the place for files at {place} can’t be used ({reason}).',
  'blobs.unreachable-mend':
    'Check the S3_… variables and the key’s rights, or that DATA_DIR can be written to. Until then members can’t send or open files; nothing else is affected.',

  'clamd.ok': 'it answers at {place}',
  'clamd.away': 'it does not answer at {place}, so members can’t send files.',
  'clamd.away-mend': 'Check CLAMD and that clamd runs, or take CLAMD out of .env: then files are not scanned.',

  'links.ok': 'links of resources are looked at once a month',
  'links.off': 'links of resources are not looked at (LINK_CHECKS is 0)',
  'links.no-internet': 'no name of the internet can be resolved here, so links of resources can’t be looked at.',
  'links.no-internet-mend':
    'Check the DNS server of this machine. If the bot has no way to the internet on purpose, set LINK_CHECKS=0 in .env.',

  'redis.ok': 'Redis {version} answers',
  'redis.evicts': 'Redis may throw away what it is given (maxmemory-policy is {policy}).',
  'redis.evicts-mend': 'Set maxmemory-policy noeviction in Redis’s configuration.',
  'redis.unreachable': 'Redis does not answer ({reason}).',
  'redis.unreachable-mend':
    'Check REDIS_URL and that Redis runs. Nothing is lost meanwhile: the database keeps everything that is planned.',

  'web.answers': 'it answers at {address}',
  'web.off': 'the bot answers at {address}, without the browser chat; “mudhif start --web” switches it on',
  'web.quiet': 'nothing runs at {address} now; “mudhif start --web” opens it there',
  'web.any-port': '“mudhif start --web” opens it at a free port and says which (HTTP_PORT is 0)',
  'web.taken': 'another program answers at {address}.',
  'web.taken-mend': 'Stop that program, or choose another port with HTTP_PORT.',
  'web.no-https': '{address} has no HTTPS, so nobody can sign in from another machine.',
  'web.no-https-mend': 'Put a reverse proxy with TLS in front, and set HTTP_PUBLIC_URL to its https:// address.',

  'slack.ok': 'the tokens are taken, and the bot is in the workspace {name}',
  'slack.http': 'in HTTP mode, Slack has to reach {address} from the internet',
  'discord.ok': 'the token is taken, and the bot is in the server {name}',

  'platform.granted': 'it grants what the settings need: {rights}.',
  'platform.unreachable':
    '{line, select, gateway {its gateway (WebSocket) does not answer.} socket {Socket Mode gives no connection.} other {its web API (REST) does not answer.}}',
  'platform.unreachable-mend':
    'Check this machine’s internet access, a proxy or firewall, {variable} if it is set, and the platform’s own status page.',

  'clock.ok': 'this machine’s clock agrees with the platform’s',
  'clock.off':
    'this machine’s clock is {seconds, plural, one {# second} other {# seconds}} {direction, select, ahead {ahead of} other {behind}} the platform’s.',
  'clock.off-mend': 'Switch on time synchronisation, on Linux: timedatectl set-ntp true',

  'zones.ok': 'rules of {version}; the community lives in {zone}',
  'zones.missing': 'this Node doesn’t know time zones.',
  'zones.missing-mend': 'Use Node as it comes from nodejs.org: it holds the whole data for zones and languages.',
  'zones.languages': 'this Node can’t write dates in: {languages}.',
  'zones.old': 'the time zone rules are old ({version}).',
  'zones.old-mend': 'Install a newer Node: it brings newer rules.',

  'files.ok': 'Only this account can read what the bot keeps.',
  'files.open': 'others on this machine can read: {files}',
  'files.open-mend': 'Run: {command}',
  'disk.left': '{megabytes, number} MB are free at {folder}',
  'disk.left-mend': 'Make room there, or move DATA_DIR and the database to a larger disk.',
  'disk.unwritable': 'the bot may not write to {folder}.',
  'disk.unwritable-mend': 'Give the user that runs Mudhif the right to write there, or choose another DATA_DIR.',

  'fonts.none-needed': 'none needed: all text is shown by the reader’s own client',
} as const;
