import { fold } from '../../core/fold.js';
import { LANGUAGES } from '../../core/language.js';
import { sectorLabel } from '../members/public.js';

/** Whether somebody means this sector, by its code or its name in any language. */
export const isNamedSector = (code: string, name: string): boolean =>
  code === name || LANGUAGES.some((language) => fold(sectorLabel(code, language)) === fold(name));
