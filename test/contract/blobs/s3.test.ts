import { startS3 } from '../../support/s3.js';
import { describeBlobs } from './describe-blobs.js';

describeBlobs('in a bucket', startS3);
