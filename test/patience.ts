/** For a cache whose subject isn't a timeout: bounds that no load of the machine reaches. */
export const patientTimeouts = {
  read: '10m',
  write: '10m',
  embed: '10m',
  query: '10m',
  close: '10m',
} as const;

/** For `vi.waitFor`, whose own second passes on a busy machine; it is left as soon as the condition holds. */
export const patience = { timeout: 120_000, interval: 20 };
