import type { Photo, PhotoId, Story } from './types.js';

/** The post of a published story; once more published, it has another. */
export const postKey = ({ id, publishedAt }: Pick<Story, 'id' | 'publishedAt'>): string => `stories:${id}:post:${publishedAt ?? 0}`;

/** By which other features know a story that they show. */
export const itemKey = ({ id }: Pick<Story, 'id'>): string => `stories:${id}`;

/** The post of a photo; once more posted, it has another. */
export const photoKey = ({ id, posts }: Pick<Photo, 'id' | 'posts'>): string => `stories:photo:${id}:${posts}`;

/** The key of what uses a photo's bytes. */
export const photoUse = (id: PhotoId): string => `stories:photo:${id}`;
