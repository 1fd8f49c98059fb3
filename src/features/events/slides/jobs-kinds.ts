/** The jobs that check and store what was dropped, and that ask what it is. */
export const TAKE = 'events.slides.take';
export const ASK = 'events.slides.ask';
