export {
  type DashboardOptions,
  dashboard,
  type PromptCacheAccount,
  type RequestHandler,
} from './dashboard.ts';
