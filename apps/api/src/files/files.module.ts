import { Global, Module } from '@nestjs/common';
import { Config } from '../config/settings.js';
import { FilesChecker } from './files.checker.js';
import { filesFolder } from './files.folder.js';
import { Files } from './files.service.js';
import { FilesSweeper } from './files.sweeper.js';
import { FileSender } from './send-file.js';
import { SmallFiles } from './small-files.js';
import { LocalStorage } from './storage.local.js';
import { S3Storage } from './storage.s3.js';
import { Storage } from './storage.js';
import { UploadBodies } from './upload-bodies.js';
import { UploadsController } from './uploads.controller.js';
import { Uploads } from './uploads.service.js';

@Global()
@Module({
  controllers: [UploadsController],
  providers: [
    Files,
    FilesChecker,
    FilesSweeper,
    FileSender,
    SmallFiles,
    Uploads,
    UploadBodies,
    {
      provide: Storage,
      inject: [Config],
      useFactory: (config: Config) =>
        config.s3 ? new S3Storage(config.s3) : new LocalStorage(filesFolder(config)),
    },
  ],
  exports: [Files, FileSender, Storage],
})
export class FilesModule {}
