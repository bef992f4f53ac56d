const given = process.env.NODE_OPTIONS ?? '';

/** The environment of a process that waits for a loaded machine. */
export const patientTimers = {
  NODE_OPTIONS: `${given} --import=${new URL('./patient-timers.mjs', import.meta.url).href}`,
};
