/** One thing that was looked at. */
export interface Finding {
  /** `unknown`: it could not be found out. */
  readonly status: 'ok' | 'unknown' | 'warning' | 'problem';
  /** What was looked at, such as `Redis`. */
  readonly subject: string;
  readonly message: string;
  /** What to do about it; given for warnings and problems. */
  readonly remedy?: string;
}

export const ok = (subject: string, message: string): Finding => ({ status: 'ok', subject, message });
export const unknown = (subject: string, message: string, remedy?: string): Finding => ({
  status: 'unknown',
  subject,
  message,
  ...(remedy === undefined ? {} : { remedy }),
});
export const warning = (subject: string, message: string, remedy: string): Finding => ({
  status: 'warning',
  subject,
  message,
  remedy,
});
export const problem = (subject: string, message: string, remedy: string): Finding => ({
  status: 'problem',
  subject,
  message,
  remedy,
});
