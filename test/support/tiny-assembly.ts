import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface StackText {
  readonly Resources: Record<string, unknown>;
  readonly [section: string]: unknown;
}

/**
 * Writes a cloud assembly as CDK would: its stacks, and the bundles of their functions by asset hash.
 * @returns the folder
 */
export function writeAssembly(
  directory: string,
  stacks: Readonly<Record<string, StackText>>,
  bundles: Readonly<Record<string, string>> = {},
): string {
  mkdirSync(directory, { recursive: true });
  const files: Record<string, unknown> = {};
  for (const [hash, code] of Object.entries(bundles)) {
    mkdirSync(join(directory, `asset.${hash}`), { recursive: true });
    writeFileSync(join(directory, `asset.${hash}`, 'index.mjs'), code);
    files[hash] = { source: { path: `asset.${hash}`, packaging: 'zip' }, destinations: {} };
  }
  const artifacts: Record<string, unknown> = {};
  for (const [name, stack] of Object.entries(stacks)) {
    artifacts[name] = { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } };
    writeFileSync(join(directory, `${name}.template.json`), JSON.stringify(stack));
    writeFileSync(join(directory, `${name}.assets.json`), JSON.stringify({ version: '1', files }));
  }
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version: '1', artifacts }));
  return directory;
}

/** A function resource that runs the bundle of this hash. */
export function functionResource(hash: string, properties: Record<string, unknown> = {}): object {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: { 'Fn::Sub': `assets-\${AWS::AccountId}-\${AWS::Region}` }, S3Key: `${hash}.zip` },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: 'arn:aws:iam::000000000000:role/any',
      ...properties,
    },
  };
}

/** An HTTP API with one route to one function, without a token. */
export function apiResources(functionId: string, routeKeys: readonly string[]): Record<string, object> {
  const routes = routeKeys.map((RouteKey, at) => [
    `Route${at}`,
    {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId: { Ref: 'Api' }, RouteKey, Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] } },
    },
  ]);
  return {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'tiny', ProtocolType: 'HTTP' } },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        PayloadFormatVersion: '2.0',
        IntegrationUri: { 'Fn::GetAtt': [functionId, 'Arn'] },
      },
    },
    ...Object.fromEntries(routes),
  };
}
