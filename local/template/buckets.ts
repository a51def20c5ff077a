import * as z from 'zod';
import { CityError } from '../city-error.ts';
import type { BucketModel } from '../engines/object-store.ts';
import { attributeOf, meaninglessHere, propertiesOf, type ResolvedResource, whereIs } from './resource.ts';

const words = z.array(z.string()).default([]);
const Cors = z.strictObject({
  AllowedOrigins: words,
  AllowedMethods: words,
  AllowedHeaders: words,
  ExposedHeaders: words,
  MaxAge: z.coerce.number().optional(),
  Id: meaninglessHere,
});
const QueueEvent = z.strictObject({ Event: z.enum(['s3:ObjectCreated:*', 's3:ObjectCreated:Put']), Queue: z.string() });
const Retention = z.strictObject({ Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), Days: z.coerce.number().int().positive() });

const BucketProperties = z.strictObject({
  BucketName: z.string().optional(),
  VersioningConfiguration: z.strictObject({ Status: z.literal('Enabled') }),
  ObjectLockEnabled: z.boolean().default(false),
  ObjectLockConfiguration: z
    .strictObject({ ObjectLockEnabled: z.literal('Enabled'), Rule: z.strictObject({ DefaultRetention: Retention }).optional() })
    .optional(),
  NotificationConfiguration: z.strictObject({ QueueConfigurations: z.array(QueueEvent).default([]) }).optional(),
  CorsConfiguration: z.strictObject({ CorsRules: z.array(Cors) }).optional(),
  BucketEncryption: meaninglessHere,
  PublicAccessBlockConfiguration: meaninglessHere,
  OwnershipControls: meaninglessHere,
  // parts of an upload, which the local store does not know, are forgotten in the cloud
  LifecycleConfiguration: meaninglessHere,
  Tags: meaninglessHere,
});

/** The bucket, with what the local store does of it: versions, a lock on each, events, pages of other origins. */
export function readBucket(resource: ResolvedResource): BucketModel {
  const properties = propertiesOf(resource, BucketProperties);
  const days = properties.ObjectLockConfiguration?.Rule?.DefaultRetention.Days;
  if (days !== undefined && !properties.ObjectLockEnabled)
    throw new CityError(`${whereIs(resource)}: a lock needs ObjectLockEnabled`);
  return {
    arn: attributeOf(resource, 'Arn'),
    name: attributeOf(resource, 'Ref'),
    ...(days === undefined ? {} : { lockedDays: days }),
    tells: (properties.NotificationConfiguration?.QueueConfigurations ?? []).map(({ Queue }) => Queue),
    cors: (properties.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
      origins: rule.AllowedOrigins,
      methods: rule.AllowedMethods,
      headers: rule.AllowedHeaders,
      exposed: rule.ExposedHeaders,
      maxAgeSeconds: rule.MaxAge,
    })),
  };
}
