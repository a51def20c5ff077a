/** What kind of file it is: what is shown of it, and how. */
export const fileFamilies = ['picture', 'document', 'text', 'office', 'audio', 'video', 'archive'] as const;
export type FileFamily = (typeof fileFamilies)[number];

interface FileType {
  readonly family: FileFamily;
  /** The usual ending of the names of such files. */
  readonly ending: string;
  /** The types that the first bytes of such a file may show. */
  readonly found: readonly string[];
  /**
   * The type under which a browser may show it, absent if it may not: only types that run no script. A page or a drawing that could
   * (HTML, SVG) is no allowed type at all.
   */
  readonly preview?: string;
}

const self = (type: string, family: FileFamily, ending: string, more: Partial<FileType> = {}): readonly [string, FileType] => [
  type,
  { family, ending, found: [type], ...more },
];
const shown = (type: string, family: FileFamily, ending: string): readonly [string, FileType] =>
  self(type, family, ending, { preview: type });
const ofZip = { found: ['application/zip'] };
const openXml = 'application/vnd.openxmlformats-officedocument';
const office = (type: string, ending: string): readonly [string, FileType] =>
  self(type, 'office', ending, { found: [type, 'application/zip'] });
const olderOffice = (type: string, ending: string): readonly [string, FileType] =>
  self(type, 'office', ending, { found: ['application/x-cfb'] });

/**
 * The types of files that Cordon takes, by the name that a caller gives them: what scans, recordings, bank records and letters come in. Our
 * own choice (grade P). Programs, scripts, pages and packed files other than zip are left out. A file of office programs may hide another
 * zip; the scanner looks into it.
 */
const fileTypes: ReadonlyMap<string, FileType> = new Map([
  shown('image/jpeg', 'picture', 'jpg'),
  shown('image/png', 'picture', 'png'),
  shown('image/webp', 'picture', 'webp'),
  shown('image/gif', 'picture', 'gif'),
  self('image/tiff', 'picture', 'tiff'),
  self('image/bmp', 'picture', 'bmp'),
  self('image/heic', 'picture', 'heic'),
  shown('application/pdf', 'document', 'pdf'),
  // 版式文档 (GB/T 33190)
  self('application/ofd', 'document', 'ofd', ofZip),
  shown('text/plain', 'text', 'txt'),
  self('text/csv', 'text', 'csv', { found: ['text/plain'], preview: 'text/plain' }),
  office(`${openXml}.wordprocessingml.document`, 'docx'),
  office(`${openXml}.spreadsheetml.sheet`, 'xlsx'),
  office(`${openXml}.presentationml.presentation`, 'pptx'),
  olderOffice('application/msword', 'doc'),
  olderOffice('application/vnd.ms-excel', 'xls'),
  olderOffice('application/vnd.ms-powerpoint', 'ppt'),
  self('audio/mpeg', 'audio', 'mp3'),
  self('audio/wav', 'audio', 'wav'),
  self('audio/amr', 'audio', 'amr'),
  self('audio/mp4', 'audio', 'm4a', { found: ['audio/mp4', 'audio/x-m4a', 'video/mp4'] }),
  self('video/mp4', 'video', 'mp4', { found: ['video/mp4', 'video/x-m4v', 'video/quicktime'] }),
  self('video/quicktime', 'video', 'mov'),
  self('video/webm', 'video', 'webm', { found: ['video/webm', 'video/matroska'] }),
  self('video/x-msvideo', 'video', 'avi', { found: ['video/vnd.avi'] }),
  self('application/zip', 'archive', 'zip'),
]);

export const allowedTypes: readonly string[] = [...fileTypes.keys()];

/** Whether Cordon takes files of this type. */
export function isAllowedType(type: string): boolean {
  return fileTypes.has(type);
}

/** The endings of names by which a computer runs a file, or opens a page with scripts, whatever is in it. Our own choice (grade P). */
const runEndings: ReadonlySet<string> = new Set([
  ...[
    'exe',
    'com',
    'scr',
    'pif',
    'dll',
    'cpl',
    'msi',
    'msp',
    'msix',
    'appx',
    'app',
    'apk',
    'jar',
    'jnlp',
    'dmg',
    'pkg',
    'iso',
    'img',
  ],
  ...[
    'bat',
    'cmd',
    'ps1',
    'psm1',
    'vb',
    'vbs',
    'vbe',
    'js',
    'jse',
    'mjs',
    'ws',
    'wsf',
    'wsh',
    'sh',
    'command',
    'py',
    'hta',
    'sct',
    'inf',
  ],
  ...['lnk', 'url', 'desktop', 'reg', 'chm', 'hlp', 'scf', 'library-ms', 'settingcontent-ms', 'xll', 'iqy', 'slk'],
  ...['htm', 'html', 'xhtml', 'shtml', 'mht', 'mhtml', 'svg', 'svgz', 'xml', 'xsl'],
]);

/** Whether a file saved under this name could run: a script is a text by its content, so its type does not tell. */
export function isRunName(name: string): boolean {
  // Windows leaves out points and spaces at the end
  const plain = name.normalize('NFKC').replace(/[. ]+$/, '');
  return plain.includes('.') && runEndings.has(plain.slice(plain.lastIndexOf('.') + 1).toLowerCase());
}

/** Whether a file that was announced as this type may show these first bytes. @param found the type by content */
export function isContentOf(type: string, found: string): boolean {
  return fileTypes.get(type)?.found.includes(found) === true;
}

/** What kind of file it is, if the type is allowed. */
export function familyOf(type: string): FileFamily | undefined {
  return fileTypes.get(type)?.family;
}

/** The type under which a browser may show the file; undefined if it may only be saved. */
export function previewOf(type: string): string | undefined {
  return fileTypes.get(type)?.preview;
}

/** The usual ending of the names of files of this type; `bin` if the type is not allowed any more. */
export function endingOf(type: string): string {
  return fileTypes.get(type)?.ending ?? 'bin';
}
