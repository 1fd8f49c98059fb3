export { adviser, anyone, member, organiser } from './access-controls.js';
export { actsOf, numbered } from './audit.js';
export {
  attachmentOf,
  attachmentToSend,
  keepBlob,
  releaseBlobs,
  StorageAwayError,
  SWEEP,
  storeBlob,
  storeGiven,
  sweepBlobs,
} from './blobs.js';
export { defineCommand, defineSubcommand } from './command.js';
export { commandControl } from './command-controls.js';
export type { ConfiguredOrganiser, Context, Contexts } from './context.js';
export { type ContextParts, createContexts } from './contexts.js';
export { defineControls, handleControls } from './controls.js';
export { defineFeature } from './define-feature.js';
export type { DynamicForm, DynamicValues } from './dynamic-form.js';
export { EXPIRY, planExpiry } from './expiry.js';
export { createFeatureSet } from './feature-set.js';
export {
  booleanField,
  choiceField,
  choicesField,
  dateField,
  type FieldType,
  fileField,
  integerField,
  mappedField,
  textField,
  timeField,
} from './fields.js';
export {
  dottedId,
  type IdCodec,
  numberId,
  orNone,
  pageId,
  textId,
  versionId,
  withPage,
  wordId,
} from './id-codecs.js';
export { defineJob, type Job, type JobClass, type JobOutcome, type JobRun, type Lateness } from './job.js';
export { composedGone, lasting, wheneverPossible, withinDays } from './lateness.js';
export { type Composed, type ComposeInput, defineNotification, type Notification } from './notification.js';
export { PAGES } from './page-address.js';
export { pageBlocks } from './page-blocks.js';
export type { AuditValue } from './parts/audit-value.js';
export type { CalendarItem } from './parts/calendar.js';
export type { Incomplete, Mistyped, Occasion, Offered } from './parts/for-members.js';
export type { AuditDetail } from './parts/for-organisers.js';
export type { LetterItem, LetterPeriod, LetterSection } from './parts/letter.js';
export type { Notice } from './parts/notice.js';
export type { PageFields, PageReply, PageRequest } from './parts/page.js';
export { exportsRows, noPersonalData } from './parts/person.js';
export type { Searchable } from './parts/search.js';
export type { SettingsIssue } from './parts/settings.js';
export type { HandedOut, OnShelf, Shelved, ShelvedKind, Subject } from './parts/shelf.js';
export { type FeaturePart, joinParts } from './parts-of-a-feature.js';
export { planNext } from './plan-next.js';
export { idSchema, memberSpanSchema } from './schemas.js';
export { tellChannel, tellMember, tellMembers } from './tell.js';
export type {
  CalendarSource,
  Feature,
  FeatureSet,
  FirstStep,
  FolderImport,
  Handled,
  Handler,
  HomeSection,
  LetterPart,
  Listener,
  ListFile,
  Offer,
  Page,
  PersonHooks,
  SearchSource,
  SettingsSection,
  Shelf,
  StandstillTexts,
} from './types.js';
export { lineField, linesField, linkField } from './written-fields.js';
