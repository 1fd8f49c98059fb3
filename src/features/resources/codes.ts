export const KINDS = ['guide', 'form', 'tool', 'training', 'policy-paper', 'report', 'slides', 'recording', 'template', 'book'] as const;
export type Kind = (typeof KINDS)[number];

/** What others may do with it. */
export const SHARING = ['unknown', 'free', 'credit', 'unchanged', 'members'] as const;
export type Sharing = (typeof SHARING)[number];

export const VISIBILITIES = ['members', 'public', 'organisers'] as const;
export type Visibility = (typeof VISIBILITIES)[number];
