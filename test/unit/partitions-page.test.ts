import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { createPlatform } from '../../functions/platform/platform.ts';
import { pageOfPartitions } from '../../functions/platform/partitions-page.ts';
