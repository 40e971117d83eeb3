import { Controller, Delete, Get, Head, Param, Patch, Post, Req, Res, applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Upload, UploadId } from '@fingerpost/contracts/files';
import { Can, Limited, Returns } from '../http/decorators.js';
import { TheViewer, type Viewer, type ViewedRequest } from '../http/viewer.js';
import { Files } from './files.service.js';
import { Uploads } from './uploads.service.js';

/** Answers as tus says, in headers alone. */
const Tus = (status: number, description: string) =>
  applyDecorators(Can('file.upload'), ApiResponse({ status, description: `${description} (tus 1.0.0)` }));

/** Files on their way here, by the tus protocol (tus.io), under the same guard as every other write. */
@Controller('api/uploads')
export class UploadsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly files: Files,
  ) {}

  @Post()
  @Tus(201, 'Begun; its address is in Location')
  @Limited('upload', 120, 3600)
  async begin(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return send(reply, await this.uploads.begin(request));
  }

  @Head(':id')
  @Tus(200, 'How far it came is in Upload-Offset')
  async ask(
    @Req() request: ViewedRequest,
    @Res() reply: FastifyReply,
    @Param('id', { schema: UploadId }) id: string,
  ) {
    return send(reply, await this.uploads.goOn(request, id));
  }

  @Get(':id')
  @Can('file.upload')
  @Returns(Upload)
  view(@TheViewer() viewer: Viewer, @Param('id', { schema: UploadId }) id: string) {
    return this.files.upload(viewer, id);
  }

  @Patch(':id')
  @Tus(204, 'Taken; how far it came is in Upload-Offset')
  async goOn(
    @Req() request: ViewedRequest,
    @Res() reply: FastifyReply,
    @Param('id', { schema: UploadId }) id: string,
  ) {
    return send(reply, await this.uploads.goOn(request, id));
  }

  @Delete(':id')
  @Tus(204, 'Left')
  async leave(
    @Req() request: ViewedRequest,
    @Res() reply: FastifyReply,
    @Param('id', { schema: UploadId }) id: string,
  ) {
    return send(reply, await this.uploads.leave(request, id));
  }
}

const send = (reply: FastifyReply, answer: Response) =>
  void reply
    .status(answer.status)
    .headers(Object.fromEntries(answer.headers))
    .header('cache-control', 'no-store')
    .send();
