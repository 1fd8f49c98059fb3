export { letterReply } from './replies.js';
