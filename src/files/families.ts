import type { FileType } from '../ports/files.js';

const OFFICE = ['docx', 'pptx', 'xlsx', 'odt', 'odp', 'ods'] as const satisfies readonly FileType[];
const PLAIN = ['txt', 'csv', 'md'] as const satisfies readonly FileType[];

/** Documents that are archives of XML. */
export type OfficeType = (typeof OFFICE)[number];
export type PlainType = (typeof PLAIN)[number];

export const isOffice = (type: FileType): type is OfficeType => OFFICE.some((one) => one === type);

/** Files that are their text. */
export const isPlain = (type: FileType): type is PlainType => PLAIN.some((one) => one === type);
