import { App } from 'aws-cdk-lib';
import { createCordon } from './cordon.ts';
import { featureFlags } from './feature-flags.ts';
import { stageOf } from './stages.ts';

// CDK's own usage metadata names regions in the template's conditions; this template belongs to every partition.
const app = new App({ context: { ...featureFlags }, analyticsReporting: false, treeMetadata: false });
createCordon(app, stageOf(app.node.tryGetContext('stage') ?? 'local'));
app.synth();
