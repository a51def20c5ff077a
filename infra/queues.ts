import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** AWS asks for six times the consumer's timeout, so that a batch in work is not given to a second consumer. */
const VISIBILITY_FACTOR = 6;
/** The longest SQS keeps a message: time for people to look. */
const LONGEST_RETENTION = Duration.days(14);
const MAX_RECEIVES = 5;

interface QueuesProps {
  readonly gatewayTimeout: Duration;
  readonly undeliverableTimeout: Duration;
  readonly findingTimeout: Duration;
  readonly channelTimeout: Duration;
}

/**
 * The queues: orders on their way to banks, and notices to agencies' webhooks; the undelivered ones, which a function notes at once; those
 * that even that function could not take; the stream's batches that either relay gave up; and what is to be found again, with what could not
 * be entered; messages and calls on their way to providers.
 */
export class Queues extends Construct {
  /** Standard and fair: the message group is the alarm, or of a notice the agency, so that none with many messages holds up the others. */
  readonly bank: Queue;
  readonly undeliverable: Queue;
  readonly parked: Queue;
  readonly relayFailures: Queue;
  readonly coordinationFailures: Queue;
  readonly finds: Queue;
  readonly findsParked: Queue;
  /** Messages and calls on their way to providers. What none of them takes is lost for the ladder, which goes on. */
  readonly channels: Queue;
  readonly channelsParked: Queue;

  constructor(scope: Construct, id: string, props: QueuesProps) {
    super(scope, id);
    this.parked = this.deadLetters('Parked');
    this.relayFailures = this.streamFailures('RelayFailures');
    this.coordinationFailures = this.streamFailures('CoordinationFailures');
    this.findsParked = this.deadLetters('FindsParked');
    this.finds = new Queue(this, 'Finds', {
      ...secured,
      retentionPeriod: LONGEST_RETENTION,
      visibilityTimeout: times(props.findingTimeout),
      deadLetterQueue: { queue: this.findsParked, maxReceiveCount: MAX_RECEIVES },
    });
    this.channelsParked = this.deadLetters('ChannelsParked');
    this.channels = new Queue(this, 'Channels', {
      ...secured,
      // a message is lost after minutes, and its warning goes on
      retentionPeriod: Duration.hours(1),
      visibilityTimeout: times(props.channelTimeout),
      deadLetterQueue: { queue: this.channelsParked, maxReceiveCount: MAX_RECEIVES },
    });
    this.undeliverable = new Queue(this, 'Undeliverable', {
      ...secured,
      retentionPeriod: LONGEST_RETENTION,
      visibilityTimeout: times(props.undeliverableTimeout),
      deadLetterQueue: { queue: this.parked, maxReceiveCount: MAX_RECEIVES },
    });
    this.bank = new Queue(this, 'Bank', {
      ...secured,
      // after four days an order that did not reach its bank is obsolete
      retentionPeriod: Duration.days(4),
      visibilityTimeout: times(props.gatewayTimeout),
      deadLetterQueue: { queue: this.undeliverable, maxReceiveCount: MAX_RECEIVES },
    });
  }

  private streamFailures(id: string): Queue {
    const queue = this.deadLetters(id);
    acknowledge(queue, {
      'AwsSolutions-SQS3': 'It is a dead-letter queue itself: that of a stream, which is named by the event source mapping.',
    });
    return queue;
  }

  private deadLetters(id: string): Queue {
    return new Queue(this, id, { ...secured, retentionPeriod: LONGEST_RETENTION });
  }
}

const secured = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;

function times(timeout: Duration): Duration {
  return Duration.seconds(timeout.toSeconds() * VISIBILITY_FACTOR);
}
