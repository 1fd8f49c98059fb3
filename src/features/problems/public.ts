/** What later features may use of problems. */
export { openProblemsBlocks } from './cards/problem.js';
export { openProblems } from './record.js';
export type { OpenProblem } from './types.js';
