import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlarmStack } from './alarms.ts';
import { ApiStack, RoutesStack } from './api-stack.ts';
import { AppStack } from './app-stack.ts';
import { DataStack } from './data-stack.ts';
import type { Stage } from './stages.ts';
import { WorkStack } from './work-stack.ts';

/** Everything of Cordon in AWS, a stack each. All but the data can be redeployed at will. */
interface Stacks {
  readonly data: DataStack;
  readonly work: WorkStack;
  readonly app: AppStack;
  readonly api: ApiStack;
}

export function createCordon(app: App, stage: Stage): Stacks {
  const data = new DataStack(app, `CordonData-${stage.name}`, stage);
  const work = new WorkStack(app, `CordonWork-${stage.name}`, { stage, data });
  const application = new AppStack(app, `CordonApp-${stage.name}`, { stage, data });
  const { served, together } = application;
  const api = new ApiStack(app, `CordonApi-${stage.name}`, { stage, ...served });
  new RoutesStack(app, `CordonRoutes-${stage.name}`, { reached: api.reached, contexts: together });
  const functions = Object.fromEntries([...served.contexts, ...together].map(({ name, serve }) => [name, serve]));
  new AlarmStack(app, `CordonAlarms-${stage.name}`, {
    ...work.watched,
    api: api.api,
    functions: { ...functions, ...work.watched.functions },
  });
  Tags.of(app).add('service', 'cordon');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, work, app: application, api };
}
