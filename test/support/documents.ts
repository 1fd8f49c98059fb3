import { Document, Packer, Paragraph } from 'docx';
import { strToU8, zipSync } from 'fflate';
import writeXlsx from 'write-excel-file/node';
import type { FileType } from '../../src/ports/files.js';
import { typeset } from '../../src/print/typeset.js';

type Zipped = Readonly<Record<string, string>>;

export const zipped = (files: Zipped): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [strToU8(text), { level: name === 'mimetype' ? 0 : 6 }]])));

const escaped = (text: string): string => text.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'));
const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

const office = {
  odt: (text: string) =>
    zipped({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<office:document-content><office:body><office:text><text:p>${escaped(text)}</text:p></office:text></office:body></office:document-content>`,
    }),
  /** Its second slide has the text, and notes of its own. */
  pptx: (text: string) =>
    zipped({
      '[Content_Types].xml': TYPES,
      'ppt/presentation.xml': '<p:presentation/>',
      'ppt/slides/slide2.xml': `<p:sld><a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p></p:sld>`,
      'ppt/slides/slide1.xml': '<p:sld><a:p><a:r><a:t>Title</a:t></a:r></a:p></p:sld>',
      'ppt/notesSlides/notesSlide2.xml': '<p:notes><a:p><a:r><a:t>Say it slowly</a:t></a:r></a:p></p:notes>',
    }),
};

/** A document with this text, as the usual programs write it. */
export async function documentWith(
  type: Extract<FileType, 'pdf' | 'docx' | 'pptx' | 'xlsx' | 'odt' | 'txt'>,
  text: string,
): Promise<Uint8Array> {
  switch (type) {
    case 'pdf': {
      const template = '#set page(width: 300pt, height: 200pt)\n#let data = json(bytes(sys.inputs.data))\n#data.text';
      const [pdf] = typeset([{ template, data: { text } }]);
      return pdf ?? new Uint8Array();
    }
    case 'docx':
      return new Uint8Array(
        await Packer.toBuffer(new Document({ sections: [{ children: text.split('\n').map((line) => new Paragraph(line)) }] })),
      );
    case 'xlsx':
      return new Uint8Array(await writeXlsx([[{ value: text }]]).toBuffer());
    case 'txt':
      return new TextEncoder().encode(text);
    case 'pptx':
    case 'odt':
      return office[type](text);
    default:
      return type satisfies never;
  }
}
