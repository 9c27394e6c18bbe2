/** One secret text in a place that only this user of this computer can read. One driver a file. */
export interface Keychain {
  /** Null when nothing was ever written. @throws when the place cannot be read */
  read(): Promise<string | null>;
  /** Replaces what was there. At most about 2 500 bytes: Windows keeps no more. @throws when it was not kept */
  write(secret: string): Promise<void>;
}
