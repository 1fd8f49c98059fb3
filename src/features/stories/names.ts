export const FEATURE = 'stories';
export const LIST_PAGE = 'stories/list';
export const STORY_PAGE = 'stories/story';
export const PHOTO_PAGE = 'stories/photo';
