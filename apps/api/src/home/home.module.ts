import { Module } from '@nestjs/common';
import { HomeController } from './home.controller.js';
import { HomeQueries } from './home.queries.js';
import { HomeService } from './home.service.js';

@Module({ controllers: [HomeController], providers: [HomeService, HomeQueries], exports: [HomeService] })
export class HomeModule {}
