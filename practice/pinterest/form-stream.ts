/** A part of a form as it comes in: a field with its value, or a file whose bytes were handed on. */
export type FormPart = { kind: 'field'; name: string; value: string } | { kind: 'file'; name: string };

/**
 * Reads a multipart form piece by piece, with no more of a file in memory than what just arrived.
 * @param onFile takes the bytes of files
 * @returns the parts in their order; undefined when it is no such form, or one that breaks off
 */
export async function readForm(
  stream: AsyncIterable<Buffer>,
  boundary: string,
  onFile: (bytes: Buffer) => void,
): Promise<FormPart[] | undefined> {
  const form = new Form(boundary, onFile);
  for await (const chunk of stream) form.take(chunk);
  return form.place === 'end' ? form.parts : undefined;
}

const headEnd = Buffer.from('\r\n\r\n');

class Form {
  readonly parts: FormPart[] = [];
  place: 'border' | 'field' | 'file' | 'end' | 'malformed' = 'border';
  readonly #border: Buffer;
  readonly #onFile: (bytes: Buffer) => void;
  readonly #value: Buffer[] = [];
  /** Not understood yet. The first border may stand without a line before it. */
  #rest: Buffer = Buffer.from('\r\n');

  constructor(boundary: string, onFile: (bytes: Buffer) => void) {
    this.#border = Buffer.from(`\r\n--${boundary}`);
    this.#onFile = onFile;
  }

  take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (let goesOn = true; goesOn; ) goesOn = this.place === 'border' ? this.#open() : this.#read();
  }

  /** At a border: the end of the form, or the head of a part. False: more has to arrive first. */
  #open(): boolean {
    const { length } = this.#border;
    if (this.#rest.length < length + 2) return false;
    const after = this.#rest.subarray(length, length + 2).toString('latin1');
    if (!this.#rest.subarray(0, length).equals(this.#border)) this.place = 'malformed';
    else if (after === '--') this.place = 'end';
    else if (after === '\r\n') return this.#openPart();
    else this.place = 'malformed';
    return false;
  }

  #openPart(): boolean {
    const end = this.#rest.indexOf(headEnd);
    if (end < 0) return false;
    const head = this.#rest.subarray(this.#border.length, end).toString('utf8');
    const name = /content-disposition: form-data;.*\bname="([^"]*)"/i.exec(head)?.[1];
    this.#rest = this.#rest.subarray(end + headEnd.length);
    if (name === undefined) this.place = 'malformed';
    else this.place = /\bfilename="/i.test(head) ? 'file' : 'field';
    if (name !== undefined)
      this.parts.push(this.place === 'file' ? { kind: 'file', name } : { kind: 'field', name, value: '' });
    return name !== undefined;
  }

  /** Inside of a part. False: more has to arrive first. */
  #read(): boolean {
    if (this.place !== 'file' && this.place !== 'field') return false;
    const end = this.#rest.indexOf(this.#border);
    // The border may begin in what is there and end in what comes next.
    const known = end < 0 ? Math.max(0, this.#rest.length - this.#border.length) : end;
    const bytes = this.#rest.subarray(0, known);
    if (this.place === 'file') this.#onFile(bytes);
    else this.#value.push(bytes);
    this.#rest = this.#rest.subarray(known);
    if (end < 0) return false;
    const part = this.parts.at(-1);
    if (part?.kind === 'field') part.value = Buffer.concat(this.#value.splice(0)).toString('utf8');
    this.place = 'border';
    return true;
  }
}
