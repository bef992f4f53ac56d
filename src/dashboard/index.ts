export { type DashboardOptions, dashboard, type PromptCacheAccount } from './dashboard.ts';
