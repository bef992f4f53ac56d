export { defaultThreshold } from './tiers.ts';
