/** What kind of file it is: what is shown of it, and how. */
export const fileFamilies = ['picture', 'document', 'text', 'office', 'audio', 'video', 'archive'] as const;
export type FileFamily = (typeof fileFamilies)[number];

interface FileType {
  readonly family: FileFamily;
  /** The types that the first bytes of such a file may show. */
  readonly found: readonly string[];
  /**
   * The type under which a browser may show it, absent if it may not: only types that run no script. A page or a drawing that could
   * (HTML, SVG) is no allowed type at all.
   */
  readonly preview?: string;
}

const self = (type: string, family: FileFamily, more: Partial<FileType> = {}): readonly [string, FileType] => [
  type,
  { family, found: [type], ...more },
];
const shown = (type: string, family: FileFamily): readonly [string, FileType] => self(type, family, { preview: type });
const ofZip = { found: ['application/zip'] };
const openXml = 'application/vnd.openxmlformats-officedocument';
const office = (type: string): readonly [string, FileType] => self(type, 'office', { found: [type, 'application/zip'] });
const olderOffice = (type: string): readonly [string, FileType] => self(type, 'office', { found: ['application/x-cfb'] });

/**
 * The types of files that Cordon takes, by the name that a caller gives them: what scans, recordings, bank records and letters come in. Our
 * own choice (grade P). Programs, scripts, pages and packed files other than zip are left out. A file of office programs may hide another
 * zip; the scanner looks into it.
 */
const fileTypes: ReadonlyMap<string, FileType> = new Map([
  shown('image/jpeg', 'picture'),
  shown('image/png', 'picture'),
  shown('image/webp', 'picture'),
  shown('image/gif', 'picture'),
  self('image/tiff', 'picture'),
  self('image/bmp', 'picture'),
  self('image/heic', 'picture'),
  shown('application/pdf', 'document'),
  // 版式文档 (GB/T 33190)
  self('application/ofd', 'document', ofZip),
  shown('text/plain', 'text'),
  self('text/csv', 'text', { found: ['text/plain'], preview: 'text/plain' }),
  office(`${openXml}.wordprocessingml.document`),
  office(`${openXml}.spreadsheetml.sheet`),
  office(`${openXml}.presentationml.presentation`),
  olderOffice('application/msword'),
  olderOffice('application/vnd.ms-excel'),
  olderOffice('application/vnd.ms-powerpoint'),
  self('audio/mpeg', 'audio'),
  self('audio/wav', 'audio'),
  self('audio/amr', 'audio'),
  self('audio/mp4', 'audio', { found: ['audio/mp4', 'audio/x-m4a', 'video/mp4'] }),
  self('video/mp4', 'video', { found: ['video/mp4', 'video/x-m4v', 'video/quicktime'] }),
  self('video/quicktime', 'video'),
  self('video/webm', 'video', { found: ['video/webm', 'video/matroska'] }),
  self('video/x-msvideo', 'video', { found: ['video/vnd.avi'] }),
  self('application/zip', 'archive'),
]);

export const allowedTypes: readonly string[] = [...fileTypes.keys()];

/** Whether Cordon takes files of this type. */
export function isAllowedType(type: string): boolean {
  return fileTypes.has(type);
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
