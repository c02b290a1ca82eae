"""Addresses of social cards, each below its page."""

from django.urls import path

from enishi.web.cards import views

urlpatterns = [
    path("card.png", views.home, name="card"),
    path("places/<str:code>/card.png", views.place, name="place_card"),
    path("bonds/<str:one>/<str:other>/card.png", views.bond, name="bond_card"),
    path("agreements/<str:key>/card.png", views.agreement, name="agreement_card"),
]
