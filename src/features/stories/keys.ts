import type { Story } from './types.js';

/** The post of a published story; once more published, it has another. */
export const postKey = ({ id, publishedAt }: Pick<Story, 'id' | 'publishedAt'>): string => `stories:${id}:post:${publishedAt ?? 0}`;
