/**
 * How CDK behaves, fixed in code rather than in `cdk.json`, so that the template is the same whether the CDK's command line
 * or `node infra/app.ts` makes it.
 */
export const featureFlags: Readonly<Record<string, unknown>> = {
  '@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-kms:aliasNameRef': true,
  '@aws-cdk/aws-lambda:recognizeLayerVersion': true,
  '@aws-cdk/core:checkSecretUsage': true,
  // the stack that keeps the data must not lose resources that the other stack needs
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/core:explicitStackTags': true,
  '@aws-cdk/core:target-partitions': ['aws', 'aws-cn'],
};
