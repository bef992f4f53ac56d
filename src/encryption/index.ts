export type { Encryption } from '../contracts/encryption.ts';
export { encryption } from './encryption.ts';
export type { EncryptionKey, EncryptionOptions } from './encryption-options.ts';
