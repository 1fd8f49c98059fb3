export const FEATURE = 'letter';

/** Where mail programs unsubscribe, where whoever reads a letter asks for it, and where its owner confirms it. */
export const UNSUBSCRIBE_PAGE = 'letter/unsubscribe';
export const STOP_PAGE = 'letter/stop';
export const CONFIRM_PAGE = 'letter/confirm';
