export const FEATURE = 'stories';
export const LIST_PAGE = 'stories/list';
export const STORY_PAGE = 'stories/story';
