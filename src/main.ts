import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { createOutput, operatorLanguage } from './cli/output.js';
import { createProgram } from './cli/program.js';

if (existsSync('.env')) loadEnvFile('.env');

await createProgram(process.env, createOutput(operatorLanguage(process.env))).parseAsync();
