import { exercises } from './exercises.ts';

// The script has no exports: what the test calls has to be a global.
Object.assign(globalThis, { exercises });
