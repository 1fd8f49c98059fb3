/** The catalogue's sentences about what a variable should hold, for each that may be wrong. */
const SENTENCES: Readonly<Record<string, string>> = {
  DATABASE_URL: 'doctor.expected.database',
  REDIS_URL: 'doctor.expected.redis',
  S3_ENDPOINT: 'doctor.expected.s3',
  CLAMD: 'doctor.expected.clamd',
  UPLOAD_MAX_MB: 'doctor.expected.upload-max',
  LINK_CHECKS: 'doctor.expected.yes-or-no',
  SLACK_APP_TOKEN: 'doctor.expected.slack-mode',
  SLACK_API_URL: 'doctor.expected.url',
  DISCORD_API_URL: 'doctor.expected.url',
  DISCORD_GUILD_ID: 'doctor.expected.guild',
  HTTP_HOST: 'doctor.expected.host',
  HTTP_PORT: 'doctor.expected.port',
  METRICS_PORT: 'doctor.expected.port',
  HTTP_PUBLIC_URL: 'doctor.expected.url',
  SMTP_URL: 'doctor.expected.smtp',
  MAIL_FROM: 'doctor.expected.mail-from',
  COMMUNITY_TIMEZONE: 'doctor.expected.time-zone',
  COMMUNITY_LANGUAGES: 'doctor.expected.languages',
  ORGANISERS: 'doctor.expected.organisers',
  MUDHIF_TIME_MACHINE: 'doctor.expected.yes-or-no',
  LOG_LEVEL: 'doctor.expected.log-level',
};

/** The key of the sentence; for a variable that takes any text, the one that points to the example. */
export function expectedKey(variable: string): string {
  return SENTENCES[variable] ?? 'doctor.expected.example';
}
