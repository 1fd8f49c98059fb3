export { answer as answerWith } from '../../core/answer.js';
