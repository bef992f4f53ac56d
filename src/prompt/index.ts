export { definePrompt, type Prompt, type PromptDefinition } from './define-prompt.ts';
export { segment } from './segment.ts';
