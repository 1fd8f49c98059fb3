/** `planned`: a month's plan has it. `merged`: it goes on as part of another one. `withdrawn`: its texts are erased. */
export const PROPOSAL_STATES = ['open', 'planned', 'merged', 'declined', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const TEMPLATE_KINDS = ['evergreen', 'annual'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** `skipped`: it was in a plan and is not held; its proposal may be chosen again. */
export const TOPIC_STATES = ['planned', 'open', 'closed', 'skipped'] as const;
export type TopicState = (typeof TOPIC_STATES)[number];

/** Where a topic comes from; `urgent`: an organiser added it outside the plan. */
export const TOPIC_ORIGINS = ['proposal', 'annual', 'evergreen', 'urgent'] as const;
export type TopicOrigin = (typeof TOPIC_ORIGINS)[number];

export const FACILITATION_ROLES = ['facilitator', 'shadow'] as const;
export type FacilitationRole = (typeof FACILITATION_ROLES)[number];
/** `silent`: no answer in time, or no longer reachable. */
export const FACILITATION_STATES = ['asked', 'agreed', 'declined', 'silent', 'handed-over'] as const;
export type FacilitationState = (typeof FACILITATION_STATES)[number];

export const MARKS = ['lesson', 'challenge', 'recommendation'] as const;
export type Mark = (typeof MARKS)[number];

export const RECOMMENDATION_OUTCOMES = ['done', 'partly', 'not-done'] as const;
export type RecommendationOutcome = (typeof RECOMMENDATION_OUTCOMES)[number];

/** Why a contribution was hidden; the audit log keeps the code. */
export const HIDDEN_REASONS = ['personal-data', 'danger', 'insult', 'advertising', 'other'] as const;
export type HiddenReason = (typeof HIDDEN_REASONS)[number];

export const REPORT_STATES = ['open', 'hidden', 'kept'] as const;
export type ReportState = (typeof REPORT_STATES)[number];
