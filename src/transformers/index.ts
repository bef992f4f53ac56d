export { type TransformersEmbedderOptions, transformersEmbedder } from './transformers-embedder.ts';
export { type TransformersJudgeOptions, transformersJudge } from './transformers-judge.ts';
