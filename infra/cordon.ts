import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlarmStack } from './alarms.ts';
import { AppStack } from './app-stack.ts';
import { DataStack } from './data-stack.ts';
import type { Stage } from './stages.ts';

/** Everything of Cordon in AWS: one stack for the data, one for the parts that can be redeployed at will, one for the alarms on these. */
export function createCordon(app: App, stage: Stage): { readonly data: DataStack; readonly app: AppStack } {
  const data = new DataStack(app, `CordonData-${stage.name}`, stage);
  const application = new AppStack(app, `CordonApp-${stage.name}`, { stage, data });
  new AlarmStack(app, `CordonAlarms-${stage.name}`, application.watched);
  Tags.of(app).add('service', 'cordon');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, app: application };
}
