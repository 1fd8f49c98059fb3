/** The jobs that check and store what was dropped, and that ask what it is; and the message that asks. */
export const TAKE = 'events.slides.take';
export const ASK = 'events.slides.ask';
export const ASKED = 'events.slides.asked';
