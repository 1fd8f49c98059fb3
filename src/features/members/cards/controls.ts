import { buttonsOf } from '../../../core/blocks.js';

export { card, heading, note, paragraph } from '../../../core/blocks.js';
export const button = buttonsOf('members');
